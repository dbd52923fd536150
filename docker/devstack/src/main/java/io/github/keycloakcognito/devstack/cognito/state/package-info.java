/** What survives a restart: tables of JSON documents in one file, or in memory. */
package io.github.keycloakcognito.devstack.cognito.state;
