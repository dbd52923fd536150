/** What is measured: a class per row of the report's table. */
package io.github.keycloakcognito.benchmark.scenario;
