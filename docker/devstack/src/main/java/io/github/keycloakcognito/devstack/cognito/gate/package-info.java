/** What stands before every operation: signature, permission, quota. */
package io.github.keycloakcognito.devstack.cognito.gate;
