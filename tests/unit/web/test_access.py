"""Who may use which route: every route, for every kind of visitor."""

from __future__ import annotations

import sqlite3

import pytest
from starlette.testclient import TestClient
from tests.unit.web.servers import ADDRESS, ROLES, Server

from dragoman.web.app import create_app, routers
from dragoman.web.security.access import RULES, Rule
from dragoman.web.security.roles import ROLES as ORDER

_FILLED = {"{id}": "nothing", "{fingerprint}": "x", "{name}": "room.css", "{number}": "1", "{a}": "NOR", "{b}": "KEN"}
_HIDDEN = {("GET", "/api/v1/openapi.json")}
"""Served by FastAPI itself."""


def _path(rule: Rule) -> str:
    path = rule.path
    for parameter, value in _FILLED.items():
        path = path.replace(parameter, value)
    assert "{" not in path, f"give a value for the parameter of {rule.path} here"
    return path


def _call(client: TestClient, rule: Rule, **options):  # type: ignore[no-untyped-def]
    if rule.method == "POST" and rule.path.startswith("/api/"):
        options.setdefault("json", {})
    return client.request(rule.method, _path(rule), **options)


def _refused(answer) -> bool:  # type: ignore[no-untyped-def]
    return answer.status_code in {401, 403} or (
        answer.status_code == 303 and answer.headers["location"].startswith("/login")
    )


each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.method} {rule.path}")
guarded_rules = pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.least != "stranger"], ids=lambda rule: f"{rule.method} {rule.path}"
)
changing_rules = pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.method == "POST"], ids=lambda rule: f"{rule.method} {rule.path}"
)


def test_the_table_names_every_route_and_no_other() -> None:
    routes = {(method, route.path) for router in routers() for route in router.routes for method in route.methods}  # type: ignore[attr-defined]
    assert {(rule.method, rule.path) for rule in RULES} - _HIDDEN == routes


def test_the_table_names_no_route_twice() -> None:
    assert len({(rule.method, rule.path) for rule in RULES}) == len(RULES)


@each_rule
def test_a_stranger_reaches_only_what_is_needed_to_log_in(shared_server: Server, rule: Rule) -> None:
    browser = shared_server.browser()
    fields = {"data": {"csrf": browser.form_token()}} if rule.method == "POST" and "/api/" not in rule.path else {}
    assert _refused(_call(browser.client, rule, **fields)) == (rule.least != "stranger")


@each_rule
@pytest.mark.parametrize("name", ROLES)
def test_a_login_opens_what_its_role_may_use(shared_server: Server, rule: Rule, name: str) -> None:
    browser = shared_server.browser(name)
    token = browser.form_token()
    if "/api/" in rule.path:
        answer = _call(browser.client, rule, headers={"X-CSRF-Token": token})
    else:
        answer = _call(browser.client, rule, **({"data": {"csrf": token}} if rule.method == "POST" else {}))
    if rule.path == "/logout":
        assert answer.status_code == 303
    else:
        assert _refused(answer) == (ORDER.index(ROLES[name]) < ORDER.index(rule.least))


@guarded_rules
@pytest.mark.parametrize("name", ROLES)
def test_a_token_opens_what_its_owner_may_use(shared_server: Server, rule: Rule, name: str) -> None:
    assert shared_server.users is not None
    token = shared_server.users.add_token(name)
    client = TestClient(shared_server.app, base_url=ADDRESS, follow_redirects=False)
    answer = _call(client, rule, headers={"Authorization": f"Bearer {token}"})
    if rule.method == "GET" or "/api/" in rule.path:
        assert _refused(answer) == (ORDER.index(ROLES[name]) < ORDER.index(rule.least))
    else:
        assert answer.status_code == 403, "a program sends no forms"


@each_rule
@pytest.mark.parametrize("header", ["Bearer dragoman_wrong", "Bearer", "Basic YWRhbTp4", "Bearer \u00e9"])
def test_a_wrong_token_opens_nothing_even_beside_a_login(shared_server: Server, rule: Rule, header: str) -> None:
    browser = shared_server.browser("adam")
    answer = _call(browser.client, rule, headers={"Authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


@guarded_rules
def test_a_login_that_has_run_out_opens_nothing(shared_server: Server, rule: Rule) -> None:
    browser = shared_server.browser("adam")
    token = browser.form_token()
    assert shared_server.users is not None
    with sqlite3.connect(shared_server.users.path) as database:
        database.execute("UPDATE session SET until = '2001-01-01'")
    database.close()
    answer = _call(browser.client, rule, headers={"X-CSRF-Token": token})
    assert _refused(answer)


@guarded_rules
def test_a_cookie_kept_from_before_the_logout_opens_nothing(shared_server: Server, rule: Rule) -> None:
    browser = shared_server.browser("adam")
    kept = dict(browser.client.cookies)
    browser.submit("/logout")
    thief = TestClient(shared_server.app, base_url=ADDRESS, follow_redirects=False, cookies=kept)
    assert _refused(_call(thief, rule))


@guarded_rules
def test_a_forged_cookie_opens_nothing(shared_server: Server, rule: Rule) -> None:
    name = shared_server.room.seats.cookie
    client = TestClient(shared_server.app, base_url=ADDRESS, follow_redirects=False, cookies={name: "forged.signature"})
    assert _refused(_call(client, rule))


@changing_rules
def test_a_login_changes_nothing_without_the_token_of_its_page(shared_server: Server, rule: Rule) -> None:
    assert _call(shared_server.browser("adam").client, rule).status_code == 403


@changing_rules
def test_the_token_of_another_browser_is_worth_nothing(shared_server: Server, rule: Rule) -> None:
    other = shared_server.browser("vera").form_token()
    browser = shared_server.browser("adam")
    sent = {"headers": {"X-CSRF-Token": other}} if "/api/" in rule.path else {"data": {"csrf": other}}
    assert _call(browser.client, rule, **sent).status_code == 403


@changing_rules
def test_an_open_server_takes_no_form_that_it_did_not_show(shared_open_server: Server, rule: Rule) -> None:
    if "/api/" not in rule.path:
        assert _call(shared_open_server.browser().client, rule).status_code == 403


@changing_rules
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["origin", "null", "fetch"],
)
def test_nothing_is_changed_for_a_page_of_another_site(
    shared_open_server: Server, rule: Rule, headers: dict[str, str]
) -> None:
    browser = shared_open_server.browser()
    token = browser.form_token("/add")
    fields = {} if "/api/" in rule.path else {"data": {"csrf": token}}
    assert _call(browser.client, rule, headers={**headers, "X-CSRF-Token": token}, **fields).status_code == 403


@each_rule
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "", "localhost.evil.example"])
def test_a_foreign_name_for_this_server_opens_nothing(shared_open_server: Server, rule: Rule, host: str) -> None:
    assert _call(shared_open_server.browser().client, rule, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8765", "[::1]:8765", "192.168.1.20:80"])
def test_an_address_and_localhost_are_names_of_this_server(shared_open_server: Server, host: str) -> None:
    assert shared_open_server.browser().get("/add", headers={"Host": host}).status_code == 200


@guarded_rules
@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_an_open_server_opens_nothing_through_a_proxy(shared_open_server: Server, rule: Rule, header: str) -> None:
    assert _call(shared_open_server.browser().client, rule, headers={header: "203.0.113.9"}).status_code == 403


def test_whoever_works_at_an_open_server_is_the_local_admin(shared_open_server: Server) -> None:
    assert shared_open_server.browser().get("/reports").status_code == 200


def test_a_server_that_others_reach_does_not_start_without_users(ledger_path: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from dragoman.errors import SettingsError
    from dragoman.web.settings import WebSettings

    with pytest.raises(SettingsError, match="dragoman users add"):
        create_app(ledger_path, settings=WebSettings(host="0.0.0.0"), users=tmp_path / "none.db")


def test_a_route_that_no_rule_names_answers_nobody(shared_open_server: Server) -> None:
    shared_open_server.app.add_api_route("/secret", lambda: "secret")
    assert shared_open_server.browser().get("/secret").status_code == 404
