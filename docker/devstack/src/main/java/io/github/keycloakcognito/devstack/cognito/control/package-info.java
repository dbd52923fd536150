/** What tests turn: the clock, the quotas, the faults and the call counts. */
package io.github.keycloakcognito.devstack.cognito.control;
