/** What the doors share: who is calling, what is asked for, how it is answered and audited. */
package io.github.keycloakcognito.door;
