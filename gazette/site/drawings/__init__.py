"""Pictures of the publication, drawn as SVG when the site is built: one file a picture."""
