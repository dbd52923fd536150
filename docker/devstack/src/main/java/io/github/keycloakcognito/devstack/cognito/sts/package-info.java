/** The operations of AWS STS, one class each. */
package io.github.keycloakcognito.devstack.cognito.sts;
