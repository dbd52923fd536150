/** A local double of Amazon Cognito identity pools and of the web-identity half of AWS STS. */
package io.github.keycloakcognito.devstack.cognito;
