package io.github.keycloakcognito.exchange;

import java.util.List;

/**
 * A page of a pool's identities.
 *
 * @param nextToken Cognito's token for the next page; null after the last one
 */
public record IdentityPage(List<IdentityDescription> identities, String nextToken) {

  public IdentityPage {
    identities = List.copyOf(identities);
  }
}
