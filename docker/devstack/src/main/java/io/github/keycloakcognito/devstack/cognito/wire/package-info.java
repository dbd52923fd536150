/** What the wire protocols (AWS JSON 1.1, REST-JSON, AWS query) share: requests, errors. */
package io.github.keycloakcognito.devstack.cognito.wire;
