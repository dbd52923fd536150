/** The HTTP front: dispatch, faults, discovery documents, control API. */
package io.github.keycloakcognito.devstack.cognito.http;
