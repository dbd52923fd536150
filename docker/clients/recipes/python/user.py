"""Somebody who is known to the running stack: made for one test, without an identity at Cognito yet."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request

REGION = "eu-west-1"
STACK = json.loads(os.environ["STACK"])
STS = STACK["cognito"]
REALM = f"{STACK['keycloak']}/realms/{STACK['realm']}"
SIGNED_IN_ROLE = "arn:aws:sts::123456789012:assumed-role/KeycloakCognitoAuthenticated/"

_made = 0


def _post(url, body, **headers):
    data = body.encode() if isinstance(body, str) else urllib.parse.urlencode(body).encode()
    request = urllib.request.Request(url, data, headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


def _sign_in(realm, client, username, password):
    return json.loads(
        _post(
            f"{STACK['keycloak']}/realms/{realm}/protocol/openid-connect/token",
            {
                "grant_type": "password",
                "client_id": client,
                "username": username,
                "password": password,
                "scope": "openid" if realm == "master" else "openid cognito",
            },
        )
    )


class User:
    """Made and signed in at once; `asked` counts how often somebody has asked for the access token."""

    def __init__(self, client=STACK["client"]):
        global _made
        _made += 1
        name = f"python-{os.getpid()}-{_made}-{os.urandom(4).hex()}"
        administrator = _sign_in("master", "admin-cli", "admin", "admin")["access_token"]
        user = {
            "username": name,
            "enabled": True,
            "firstName": "Nova",
            "lastName": "Newman",
            "email": f"{name}@example.org",
            "credentials": [{"type": "password", "value": name}],
        }
        _post(
            f"{STACK['keycloak']}/admin/realms/{STACK['realm']}/users",
            json.dumps(user),
            **{"Authorization": f"Bearer {administrator}", "Content-Type": "application/json"},
        )
        self.client = client
        self.tokens = _sign_in(STACK["realm"], client, name, name)
        self.asked = 0

    def access_token(self):
        self.asked += 1
        return self.tokens["access_token"]

    def sign_out(self):
        form = {"client_id": self.client, "refresh_token": self.tokens["refresh_token"]}
        _post(f"{REALM}/protocol/openid-connect/logout", form)

    def refusal(self):
        """What the credentials door tells this user; clients must hand it on."""
        request = urllib.request.Request(f"{REALM}/cognito/credentials")
        request.add_header("Authorization", f"Bearer {self.tokens['access_token']}")
        try:
            with urllib.request.urlopen(request, timeout=20):
                raise AssertionError("the door let the caller in")
        except urllib.error.HTTPError as answer:
            with answer:
                return json.load(answer)["error_description"]


def guest():
    """The identity id of a new guest who has used it already."""
    target = "AWSCognitoIdentityService."
    types = {"Content-Type": "application/x-amz-json-1.1"}
    pool = json.dumps({"IdentityPoolId": STACK["identityPoolId"]})
    identity = _post(STS, pool, **types, **{"X-Amz-Target": target + "GetId"}).decode()
    _post(STS, identity, **types, **{"X-Amz-Target": target + "GetCredentialsForIdentity"})
    return json.loads(identity)["IdentityId"]
