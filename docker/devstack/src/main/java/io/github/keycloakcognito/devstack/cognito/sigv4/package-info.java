/** Verification of AWS Signature Version 4, the server's side. */
package io.github.keycloakcognito.devstack.cognito.sigv4;
