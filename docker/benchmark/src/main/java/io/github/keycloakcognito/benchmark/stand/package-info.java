/** The servers that are measured, and what is prepared at them. */
package io.github.keycloakcognito.benchmark.stand;
