/** Roles, trust policies, access keys: the little of IAM that web identities need. */
package io.github.keycloakcognito.devstack.cognito.iam;
