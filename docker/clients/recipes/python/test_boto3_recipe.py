"""The Python recipe, as it stands in the page."""

import datetime
import unittest

from botocore.exceptions import CredentialRetrievalError

import keycloak_cognito
import user


class Boto3RecipeTest(unittest.TestCase):
    def client(self, provider):
        session = keycloak_cognito.keycloak_session(provider, region_name=user.REGION)
        return session.get_credentials(), session.client("sts", endpoint_url=user.STS)

    def test_first_token_refresh_sign_out(self):
        somebody = user.User()
        provider = keycloak_cognito.KeycloakProvider(user.REALM, somebody.access_token)
        credentials, sts = self.client(provider)
        first = sts.get_caller_identity()["Arn"]
        self.assertTrue(first.startswith(user.SIGNED_IN_ROLE), first)
        self.assertEqual(first, sts.get_caller_identity()["Arn"])
        self.assertEqual(1, somebody.asked)

        self.about_to_expire(credentials)
        self.assertEqual(first, sts.get_caller_identity()["Arn"])
        self.assertEqual(2, somebody.asked)

        somebody.sign_out()
        self.about_to_expire(credentials)
        with self.assertRaises(CredentialRetrievalError) as caught:
            sts.get_caller_identity()
        self.assertIn(somebody.refusal(), str(caught.exception))
        self.assertNotIn(somebody.tokens["access_token"], str(caught.exception))

    def test_refused_from_the_start(self):
        somebody = user.User("other-app")
        provider = keycloak_cognito.KeycloakProvider(user.REALM, somebody.access_token)
        with self.assertRaises(CredentialRetrievalError) as caught:
            self.client(provider)
        self.assertIn(somebody.refusal(), str(caught.exception))

    def test_guest_keeps_the_identity(self):
        guest_id = user.guest()
        somebody = user.User()
        provider = keycloak_cognito.KeycloakProvider(user.REALM, somebody.access_token)
        provider.bring(identity_id=guest_id)
        _, sts = self.client(provider)
        self.assertTrue(sts.get_caller_identity()["Arn"].startswith(user.SIGNED_IN_ROLE))
        self.assertEqual(guest_id, provider.identity_id)

    @staticmethod
    def about_to_expire(credentials):
        # botocore has no public way to let time go by.
        credentials._expiry_time = datetime.datetime.now(datetime.timezone.utc)


if __name__ == "__main__":
    unittest.main()
