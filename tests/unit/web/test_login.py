"""Logging in and out, and what is written down of it."""

from __future__ import annotations

import pytest
from tests.unit.web.servers import PASSWORDS, Server

from dragoman.web.security.audit import read_audit
from dragoman.web.settings import WebSettings


def test_a_login_leads_where_the_reader_wanted_to_go(guarded_server: Server) -> None:
    browser = guarded_server.browser()
    asked = browser.get("/events?type=CONSULT")
    assert asked.headers["location"] == "/login?next=%2Fevents%3Ftype%3DCONSULT"
    answer = browser.submit(
        "/login", {"name": "rhea", "password": PASSWORDS["rhea"], "next": "/events?type=CONSULT"}, shown_at="/login"
    )
    assert answer.headers["location"] == "/events?type=CONSULT"


@pytest.mark.parametrize("goal", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_login_leads_nowhere_else(guarded_server: Server, goal: str) -> None:
    fields = {"name": "rhea", "password": PASSWORDS["rhea"], "next": goal}
    assert guarded_server.browser().submit("/login", fields).headers["location"] == "/"
    shown = guarded_server.browser().get("/login", params={"next": goal}).text
    assert '<input type="hidden" name="next" value="/">' in shown


def test_a_login_gives_a_new_seat(guarded_server: Server) -> None:
    browser = guarded_server.browser()
    browser.get("/login")
    planted = browser.client.cookies[guarded_server.room.seats.cookie]
    browser.submit("/login", {"name": "rhea", "password": PASSWORDS["rhea"]})
    assert browser.client.cookies[guarded_server.room.seats.cookie] != planted
    browser.client.cookies.clear()
    browser.client.cookies[guarded_server.room.seats.cookie] = planted
    assert browser.get("/").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(guarded_server: Server) -> None:
    cookie = guarded_server.browser().get("/login").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_where_a_login_is_asked_for_the_cookie_goes_over_https_only() -> None:
    assert WebSettings(host="0.0.0.0").sends_secure_cookies
    assert WebSettings(login=True).sends_secure_cookies
    assert not WebSettings().sends_secure_cookies


def test_a_wrong_password_and_an_unknown_name_are_told_alike(guarded_server: Server) -> None:
    browser = guarded_server.browser()
    wrong = browser.submit("/login", {"name": "rhea", "password": "wrong"})
    unknown = browser.submit("/login", {"name": "zoe", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 422
    message = "That name and password don&#39;t belong together."
    assert message in wrong.text
    assert message in unknown.text


def test_logins_and_what_was_kept_are_written_down(guarded_server: Server) -> None:
    guarded_server.browser().submit("/login", {"name": "rhea", "password": "wrong"})
    browser = guarded_server.browser("vera")
    text = "Norway and Kenya signed a fisheries treaty in Oslo on Monday."
    coded = browser.submit("/codings", {"text": text, "published_on": "1978-09-19"}, shown_at="/add")
    browser.submit(f"{coded.headers['location']}/keep", shown_at="/add")
    assert guarded_server.users is not None
    assert [(entry.who, entry.what) for entry in read_audit(guarded_server.users)] == [
        ("vera", "keep"),
        ("vera", "log in"),
        ("rhea", "failed login"),
    ]


def test_what_one_has_coded_another_does_not_see(guarded_server: Server) -> None:
    text = "Norway and Kenya signed a fisheries treaty in Oslo on Monday."
    coded = guarded_server.browser("vera").submit("/codings", {"text": text}, shown_at="/add")
    assert guarded_server.browser("adam").get(coded.headers["location"]).status_code == 404
