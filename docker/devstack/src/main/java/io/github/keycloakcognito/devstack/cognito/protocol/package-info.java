/** AWS's wire protocols: from a request to an operation, and from its result to a response. */
package io.github.keycloakcognito.devstack.cognito.protocol;
