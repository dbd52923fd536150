/** What was issued, kept in memory of this node. */
package io.github.keycloakcognito.cache;
