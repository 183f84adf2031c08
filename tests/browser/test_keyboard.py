"""The keyboard alone, and what it needs: a way past the menu, a place that is seen, targets that can be hit."""

import pytest

pytestmark = pytest.mark.browser


def test_the_first_key_leads_past_the_menu(page, address):
    """Tab shows the skip link, Enter puts the focus on the text."""
    page.goto(f"{address}en/priorities/")
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_list_is_filtered_with_keys_alone(page, address):
    """A filter opens with Enter, its first value follows with Tab, and Enter chooses it."""
    page.goto(f"{address}en/priorities/")
    page.focus(".filters summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("tbody tr:visible").count() == 4


def test_focus_is_always_seen(page, address):
    """Whatever takes the focus has an outline and stands inside the window, thirty steps along."""
    page.goto(f"{address}en/matrix/")
    for _ in range(30):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const one = document.activeElement, box = one.getBoundingClientRect();"
            " return [getComputedStyle(one).outlineStyle, box.bottom > 0 && box.top < innerHeight]; }"
        )
        assert found == ["solid", True]


def test_menu_targets_are_large_enough(page, address):
    """Links of menus, switches and lists of priorities are at least 24 px high (WCAG 2.2, 2.5.8)."""
    page.goto(f"{address}en/")
    low = page.eval_on_selector_all(
        ".menu a, .languages a, .rank a, .contents a",
        "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.textContent)",
    )
    assert low == []
