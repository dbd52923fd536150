/** Load from tools that others keep: wrk for closed loops, Hyperfoil for a rate of arrivals. */
package io.github.keycloakcognito.benchmark.load;
