"""boto3 against the local Cognito: every group of operations, and AWS's errors as botocore's own exception classes."""

import json
import os
import unittest
import urllib.request
import uuid

import boto3
from botocore import UNSIGNED
from botocore.config import Config

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
DEMO_POOL = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21"
DEVELOPER = "login.keycloak.demo"
COGNITO = "cognito-identity.amazonaws.com"
AUTHENTICATED = "arn:aws:iam::123456789012:role/KeycloakCognitoAuthenticated"
OIDC = "oidc.eks.local/id/DEMO"
OIDC_ARN = "arn:aws:iam::123456789012:oidc-provider/" + OIDC
UNKNOWN = "eu-west-1:00000000-0000-4000-8000-0000000000ff"


def client(service, **more):
    # Debian 12's botocore does not know AWS_ENDPOINT_URL yet.
    config = Config(retries={"total_max_attempts": 1}).merge(more.pop("config", Config()))
    return boto3.client(service, endpoint_url=ENDPOINT, config=config, **more)


def mint(subject, audience="sts.amazonaws.com", **claims):
    body = {"issuer": "https://" + OIDC, "subject": subject, "audience": audience, "claims": claims}
    request = urllib.request.Request(ENDPOINT + "/_local/mint", json.dumps(body).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)["token"]


def new_user():
    return str(uuid.uuid4())


class LocalCognitoTest(unittest.TestCase):
    def setUp(self):
        self.cognito = client("cognito-identity")
        self.unsigned = client("cognito-identity", config=Config(signature_version=UNSIGNED))
        self.errors = self.cognito.exceptions

    def pool(self, **settings):
        created = self.cognito.create_identity_pool(
            **{
                "IdentityPoolName": "a pool",
                "AllowUnauthenticatedIdentities": True,
                "DeveloperProviderName": "login.test",
                "OpenIdConnectProviderARNs": [OIDC_ARN],
                **settings,
            }
        )
        self.addCleanup(self.delete_pool, created["IdentityPoolId"])
        return created["IdentityPoolId"]

    def delete_pool(self, pool):
        try:
            self.cognito.delete_identity_pool(IdentityPoolId=pool)
        except self.errors.ResourceNotFoundException:
            pass  # The test deleted it.

    def token(self, pool, user, provider="login.test", **more):
        return self.cognito.get_open_id_token_for_developer_identity(
            IdentityPoolId=pool, Logins={provider: user}, **more
        )

    def credentials(self, answer):
        keys = answer["Credentials"]
        return {
            "aws_access_key_id": keys["AccessKeyId"],
            "aws_secret_access_key": keys["SecretKey"],
            "aws_session_token": keys["SessionToken"],
        }


class PoolTest(LocalCognitoTest):
    def test_life_of_a_pool(self):
        pool = self.pool(IdentityPoolTags={"stage": "test"})
        self.assertEqual("a pool", self.cognito.describe_identity_pool(IdentityPoolId=pool)["IdentityPoolName"])
        self.cognito.update_identity_pool(
            IdentityPoolId=pool, IdentityPoolName="renamed", AllowUnauthenticatedIdentities=False
        )
        described = self.cognito.describe_identity_pool(IdentityPoolId=pool)
        self.assertEqual("renamed", described["IdentityPoolName"])
        self.assertEqual("login.test", described["DeveloperProviderName"])
        self.assertNotIn("OpenIdConnectProviderARNs", described)
        self.assertNotIn("AllowClassicFlow", described)
        self.cognito.delete_identity_pool(IdentityPoolId=pool)
        with self.assertRaisesRegex(self.errors.ResourceNotFoundException, f"IdentityPool '{pool}' not found."):
            self.cognito.describe_identity_pool(IdentityPoolId=pool)

    def test_pages_of_pools(self):
        made = {self.pool(IdentityPoolName=f"pool {i}") for i in range(5)}
        pages = self.cognito.get_paginator("list_identity_pools").paginate(PaginationConfig={"PageSize": 2})
        listed = [pool["IdentityPoolId"] for page in pages for pool in page["IdentityPools"]]
        self.assertEqual(len(set(listed)), len(listed))
        self.assertLessEqual(made, set(listed))

    def test_tags(self):
        arn = f"arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/{self.pool()}"
        self.cognito.tag_resource(ResourceArn=arn, Tags={"a": "1", "b": "2"})
        self.cognito.untag_resource(ResourceArn=arn, TagKeys=["a"])
        self.assertEqual({"b": "2"}, self.cognito.list_tags_for_resource(ResourceArn=arn)["Tags"])

    def test_principal_tag_map(self):
        pool = self.pool()
        self.cognito.set_principal_tag_attribute_map(
            IdentityPoolId=pool, IdentityProviderName=OIDC, UseDefaults=False, PrincipalTags={"team": "department"}
        )
        answer = self.cognito.get_principal_tag_attribute_map(IdentityPoolId=pool, IdentityProviderName=OIDC)
        self.assertEqual({"team": "department"}, answer["PrincipalTags"])

    def test_developer_provider_name_never_changes(self):
        with self.assertRaises(self.errors.InvalidParameterException):
            self.cognito.update_identity_pool(
                IdentityPoolId=self.pool(),
                IdentityPoolName="x",
                AllowUnauthenticatedIdentities=True,
                DeveloperProviderName="login.other",
            )

    def test_constraints_are_checked_by_the_service(self):
        lax = client("cognito-identity", config=Config(parameter_validation=False))
        with self.assertRaisesRegex(
            self.errors.ClientError,
            r"\(ValidationException\).* 1 validation error detected: Value 'a/b' at 'identityPoolName' failed to satisfy"
            r" constraint: Member must satisfy regular expression pattern: ",
        ):
            lax.create_identity_pool(IdentityPoolName="a/b", AllowUnauthenticatedIdentities=True)


class IdentityTest(LocalCognitoTest):
    def test_merge_lookup_and_unlink(self):
        pool, one, two = self.pool(), new_user(), new_user()
        first, second = (self.token(pool, user)["IdentityId"] for user in (one, two))
        merged = self.cognito.merge_developer_identities(
            IdentityPoolId=pool,
            DeveloperProviderName="login.test",
            SourceUserIdentifier=one,
            DestinationUserIdentifier=two,
        )
        self.assertEqual(second, merged["IdentityId"])
        self.assertEqual(second, self.token(pool, one)["IdentityId"])
        users = self.cognito.lookup_developer_identity(IdentityPoolId=pool, IdentityId=second)
        self.assertEqual({one, two}, set(users["DeveloperUserIdentifierList"]))
        with self.assertRaisesRegex(self.errors.NotAuthorizedException, f"Access to Identity '{first}' is forbidden."):
            self.unsigned.get_credentials_for_identity(IdentityId=first)
        self.cognito.unlink_developer_identity(
            IdentityPoolId=pool, IdentityId=second, DeveloperProviderName="login.test", DeveloperUserIdentifier=one
        )
        self.assertNotIn(self.token(pool, one)["IdentityId"], (first, second))

    def test_list_describe_delete(self):
        pool = self.pool()
        made = sorted(self.token(pool, new_user())["IdentityId"] for _ in range(5))
        first = self.cognito.list_identities(IdentityPoolId=pool, MaxResults=3)
        rest = self.cognito.list_identities(IdentityPoolId=pool, MaxResults=3, NextToken=first["NextToken"])
        listed = [i["IdentityId"] for page in (first, rest) for i in page["Identities"]]
        self.assertEqual(made, sorted(listed))
        self.assertNotIn("NextToken", rest)
        self.assertEqual(["login.test"], self.cognito.describe_identity(IdentityId=made[0])["Logins"])
        self.assertEqual([], self.cognito.delete_identities(IdentityIdsToDelete=made).get("UnprocessedIdentityIds", []))
        with self.assertRaisesRegex(self.errors.ResourceNotFoundException, f"Identity '{made[0]}' not found."):
            self.cognito.describe_identity(IdentityId=made[0])

    def test_a_guest_becomes_a_user(self):
        pool = self.pool()
        guest = self.unsigned.get_id(IdentityPoolId=pool)["IdentityId"]
        self.assertEqual(guest, self.token(pool, new_user(), IdentityId=guest)["IdentityId"])
        known = new_user()
        self.token(pool, known)
        other = self.unsigned.get_id(IdentityPoolId=pool)["IdentityId"]
        with self.assertRaises(self.errors.DeveloperUserAlreadyRegisteredException):
            self.token(pool, known, IdentityId=other)

    def test_a_public_login(self):
        pool, subject = self.pool(), new_user()
        identity = self.unsigned.get_id(IdentityPoolId=pool, Logins={OIDC: mint(subject)})["IdentityId"]
        self.assertEqual(
            identity, self.unsigned.get_id(IdentityPoolId=pool, Logins={OIDC: mint(subject)})["IdentityId"]
        )
        self.unsigned.unlink_identity(IdentityId=identity, Logins={OIDC: mint(subject)}, LoginsToRemove=[OIDC])
        self.assertNotEqual(
            identity, self.unsigned.get_id(IdentityPoolId=pool, Logins={OIDC: mint(subject)})["IdentityId"]
        )
        with self.assertRaisesRegex(
            self.errors.NotAuthorizedException, "Token is not from a supported provider of this identity pool."
        ):
            self.unsigned.get_id(IdentityPoolId=self.pool(OpenIdConnectProviderARNs=[]), Logins={OIDC: mint(subject)})


class TokenTest(LocalCognitoTest):
    def test_enhanced_flow(self):
        token = self.token(DEMO_POOL, new_user(), DEVELOPER)
        answer = self.unsigned.get_credentials_for_identity(
            IdentityId=token["IdentityId"], Logins={COGNITO: token["Token"]}
        )
        caller = client("sts", **self.credentials(answer)).get_caller_identity()
        self.assertEqual(
            "arn:aws:sts::123456789012:assumed-role/KeycloakCognitoAuthenticated/CognitoIdentityCredentials",
            caller["Arn"],
        )

    def test_classic_flow(self):
        guest = self.unsigned.get_id(IdentityPoolId=DEMO_POOL)["IdentityId"]
        token = self.unsigned.get_open_id_token(IdentityId=guest)["Token"]
        answer = client("sts", config=Config(signature_version=UNSIGNED)).assume_role_with_web_identity(
            RoleArn="arn:aws:iam::123456789012:role/KeycloakCognitoGuest",
            RoleSessionName="guest",
            WebIdentityToken=token,
        )
        self.assertEqual(guest, answer["SubjectFromWebIdentityToken"])

    def test_a_tampered_token_is_refused(self):
        token = self.token(DEMO_POOL, new_user(), DEVELOPER)
        head, payload, signature = token["Token"].split(".")
        tampered = ".".join([head, payload, ("B" if signature[0] != "B" else "C") + signature[1:]])
        with self.assertRaisesRegex(self.errors.NotAuthorizedException, "Couldn't verify signed token."):
            self.unsigned.get_credentials_for_identity(IdentityId=token["IdentityId"], Logins={COGNITO: tampered})
        sts = client("sts", config=Config(signature_version=UNSIGNED))
        with self.assertRaises(sts.exceptions.InvalidIdentityTokenException):
            sts.assume_role_with_web_identity(
                RoleArn=AUTHENTICATED, RoleSessionName="tampered", WebIdentityToken=tampered
            )

    def test_refuses_a_wrong_secret(self):
        wrong = client("cognito-identity", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="wrong")
        with self.assertRaisesRegex(self.errors.ClientError, r"\(InvalidSignatureException\)"):
            wrong.describe_identity_pool(IdentityPoolId=DEMO_POOL)


class RoleTest(LocalCognitoTest):
    def test_roles_and_mappings_are_kept(self):
        pool = self.pool()
        mapping = {
            "Type": "Rules",
            "AmbiguousRoleResolution": "Deny",
            "RulesConfiguration": {
                "Rules": [{"Claim": "department", "MatchType": "Equals", "Value": "it", "RoleARN": AUTHENTICATED}]
            },
        }
        self.cognito.set_identity_pool_roles(
            IdentityPoolId=pool, Roles={"authenticated": AUTHENTICATED}, RoleMappings={OIDC_ARN: mapping}
        )
        roles = self.cognito.get_identity_pool_roles(IdentityPoolId=pool)
        self.assertEqual({"authenticated": AUTHENTICATED}, roles["Roles"])
        self.assertEqual({OIDC_ARN: mapping}, roles["RoleMappings"])

    def test_a_mapping_needs_a_configured_provider(self):
        with self.assertRaisesRegex(
            self.errors.InvalidParameterException,
            "is not a valid RoleMapping ProviderName or is not a configured provider.",
        ):
            self.cognito.set_identity_pool_roles(
                IdentityPoolId=self.pool(),
                Roles={},
                RoleMappings={"accounts.google.com": {"Type": "Token", "AmbiguousRoleResolution": "Deny"}},
            )

    def test_a_pool_without_roles_gives_no_credentials(self):
        guest = self.unsigned.get_id(IdentityPoolId=self.pool())["IdentityId"]
        with self.assertRaisesRegex(
            self.errors.InvalidIdentityPoolConfigurationException, "Check assigned IAM roles for this pool."
        ):
            self.unsigned.get_credentials_for_identity(IdentityId=guest)


class SyncTest(LocalCognitoTest):
    def setUp(self):
        super().setUp()
        token = self.token(DEMO_POOL, new_user(), DEVELOPER)
        self.where = {"IdentityPoolId": DEMO_POOL, "IdentityId": token["IdentityId"], "DatasetName": "settings"}
        answer = self.unsigned.get_credentials_for_identity(
            IdentityId=token["IdentityId"], Logins={COGNITO: token["Token"]}
        )
        self.device = client("cognito-sync", **self.credentials(answer))

    def write(self, session, value, count):
        return self.device.update_records(
            **self.where,
            SyncSessionToken=session,
            RecordPatches=[{"Op": "replace", "Key": "colour", "Value": value, "SyncCount": count}],
        )

    def test_two_devices(self):
        empty = self.device.list_records(**self.where)
        self.assertFalse(empty["DatasetExists"])
        written = self.write(empty["SyncSessionToken"], "blue", 0)
        self.assertEqual([("colour", "blue", 1)], [(r["Key"], r["Value"], r["SyncCount"]) for r in written["Records"]])
        seen = self.device.list_records(**self.where, LastSyncCount=0)
        self.assertEqual(1, seen["DatasetSyncCount"])
        self.write(seen["SyncSessionToken"], "green", 1)
        late = self.device.list_records(**self.where, LastSyncCount=1)
        self.assertEqual(["green"], [record["Value"] for record in late["Records"]])

    def test_a_conflict(self):
        session = self.device.list_records(**self.where)["SyncSessionToken"]
        self.write(session, "blue", 0)
        session = self.device.list_records(**self.where)["SyncSessionToken"]
        with self.assertRaises(self.device.exceptions.ResourceConflictException) as refused:
            self.write(session, "red", 0)
        self.assertEqual(409, refused.exception.response["ResponseMetadata"]["HTTPStatusCode"])

    def test_datasets(self):
        self.write(self.device.list_records(**self.where)["SyncSessionToken"], "blue", 0)
        here = {name: self.where[name] for name in ("IdentityPoolId", "IdentityId")}
        self.assertEqual(["settings"], [d["DatasetName"] for d in self.device.list_datasets(**here)["Datasets"]])
        self.assertEqual(1, self.device.describe_dataset(**self.where)["Dataset"]["NumRecords"])
        self.device.delete_dataset(**self.where)
        with self.assertRaises(self.device.exceptions.ResourceNotFoundException):
            self.device.describe_dataset(**self.where)


if __name__ == "__main__":
    unittest.main()
