// Reads a published Data Package with a client of version 1 of the standard, foreign keys followed, and prints
// what it found: { valid, errors, tables: { name: [row, …] } }.
"use strict";

const { Package } = require("datapackage");

async function main(address) {
  const found = await Package.load(address);
  const tables = {};
  for (const resource of found.resources) {
    tables[resource.name] = await resource.read({ keyed: true, relations: true });
  }
  const errors = found.errors.map((error) => error.message);
  process.stdout.write(JSON.stringify({ valid: found.valid, errors, tables }));
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(String(error.stack || error) + "\n" + (error.errors || []).join("\n") + "\n");
  process.exitCode = 1;
});
