/** Domain: what is to be done at Cognito because users are gone, until it is done. */
package io.github.keycloakcognito.outbox;
