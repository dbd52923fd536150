package io.github.keycloakcognito.devstack.cognito.iam;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * An estimate of how much of a session token policies and tags take. How AWS packs them is not
 * known; what is: 2,048 characters of policies are allowed in plain text (STS API reference), and
 * 460 bytes for the names and values of all attributes (Cognito developer guide, "Using attributes
 * for access control").
 */
final class PackedSize {
  private static final double POLICY_BYTES = 2048;
  private static final double TAG_BYTES = 460;

  private PackedSize() {}

  /**
   * Percent of the space, rounded up.
   *
   * @param deflated whether the text is compressed before it is counted
   */
  static int percent(SessionPolicies policies, SessionTags tags, boolean deflated) {
    List<String> policyText = new ArrayList<>(policies.arns());
    policies.inline().ifPresent(policyText::add);
    List<String> tagText = new ArrayList<>(tags.values().keySet());
    tagText.addAll(tags.values().values());
    double used = size(policyText, deflated) / POLICY_BYTES + size(tagText, deflated) / TAG_BYTES;
    return (int) Math.ceil(100 * used);
  }

  private static int size(List<String> texts, boolean deflated) {
    byte[] plain = String.join("", texts).getBytes(StandardCharsets.UTF_8);
    if (!deflated || plain.length == 0) {
      return plain.length;
    }
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      return deflater.deflate(new byte[2 * plain.length + 64]);
    } finally {
      deflater.end();
    }
  }
}
