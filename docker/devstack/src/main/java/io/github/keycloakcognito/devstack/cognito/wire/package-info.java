/** The two wire protocols (AWS JSON 1.1, AWS query) and their errors. */
package io.github.keycloakcognito.devstack.cognito.wire;
