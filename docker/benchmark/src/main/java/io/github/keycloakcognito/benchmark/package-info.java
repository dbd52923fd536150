/** What the exchange costs, measured: scenarios, load, report. */
package io.github.keycloakcognito.benchmark;
