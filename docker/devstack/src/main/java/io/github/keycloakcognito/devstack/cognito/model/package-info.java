/** AWS's own service models: which operations there are, and what their input must look like. */
package io.github.keycloakcognito.devstack.cognito.model;
