"""The running stack under test, as the quick start's JSON line describes it."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request

REGION = "eu-west-1"
STACK = json.loads(os.environ["STACK"])
STS = STACK["cognito"]
REALM = f"{STACK['keycloak']}/realms/{STACK['realm']}"
CREDENTIALS_URL = f"{REALM}/cognito/credentials"


def token(client=STACK["client"]):
    """A fresh access token of alice, got at this client."""
    form = urllib.parse.urlencode(
        {
            "grant_type": "password",
            "client_id": client,
            "username": "alice",
            "password": "alice",
            "scope": "openid cognito",
        }
    )
    url = f"{REALM}/protocol/openid-connect/token"
    with urllib.request.urlopen(url, form.encode(), timeout=20) as answer:
        return json.load(answer)["access_token"]


def refusal(authorization=None):
    """What the door tells a caller it refuses; the SDKs must pass it on."""
    request = urllib.request.Request(CREDENTIALS_URL)
    if authorization:
        request.add_header("Authorization", authorization)
    try:
        with urllib.request.urlopen(request, timeout=20):
            raise AssertionError("the door let the caller in")
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)["message"]


def environment(**more):
    """Nothing but PATH and what is given: no configuration of the person who runs this."""
    return {
        "PATH": os.environ["PATH"],
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        **more,
    }


def container(**more):
    return environment(AWS_CONTAINER_CREDENTIALS_FULL_URI=CREDENTIALS_URL, **more)


def process_profile(folder, authorization):
    """An AWS config file whose profile `keycloak` runs curl; the token is in a file, not on the command line."""
    header = os.path.join(folder, "header")
    config = os.path.join(folder, "config")
    with open(os.open(header, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(f"Authorization: {authorization}")
    with open(config, "w") as file:
        file.write(
            "[profile keycloak]\n"
            f"credential_process = curl -fsS -H @{header} {CREDENTIALS_URL}\n"
        )
    return environment(AWS_CONFIG_FILE=config, AWS_PROFILE="keycloak")


def token_file(folder, authorization):
    path = os.path.join(folder, "token")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(authorization)
    return container(AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=path)
