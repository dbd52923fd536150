package io.github.keycloakcognito.aws;

import io.github.keycloakcognito.exchange.AwsConsole;
import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.ExchangeException;
import io.github.keycloakcognito.exchange.Failure;
import io.github.keycloakcognito.exchange.Failure.Kind;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.net.URI;
import java.util.Arrays;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The AWS partitions whose console is reached over the internet, by the id ARNs begin with. */
enum AwsPartition {
  COMMERCIAL("aws", "signin.aws.amazon.com", "console.aws.amazon.com"),
  US_GOV("aws-us-gov", "signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com"),
  CHINA("aws-cn", "signin.amazonaws.cn", "console.amazonaws.cn"),
  EUROPEAN_SOVEREIGN("aws-eusc", "signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu");

  private final String id;
  private final String signinHost;
  private final String consoleHost;

  AwsPartition(String id, String signinHost, String consoleHost) {
    this.id = id;
    this.signinHost = signinHost;
    this.consoleHost = consoleHost;
  }

  /**
   * The partition of a role, or of a pool's region where {@code role} is null.
   *
   * @throws ExchangeException for any other partition
   */
  static AwsPartition of(IdentityPool pool, AwsRole role) {
    String id =
        role == null
            ? PartitionMetadata.of(Region.of(pool.region())).id()
            : role.arn().split(":", 3)[1];
    return Arrays.stream(values())
        .filter(partition -> partition.id.equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  /**
   * @param override endpoint instead of AWS's own; null for AWS's own
   */
  AwsConsole console(URI override, String region) {
    String endpoint = override == null ? "https://" + signinHost : override.toString();
    String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
    return new AwsConsole(URI.create(base + "federation"), consoleHost, region);
  }

  private static ExchangeException unknown(String id) {
    return new ExchangeException(
        new Failure(
            Kind.AWS_MISCONFIGURED,
            "The AWS console of this role cannot be opened from here.",
            "no console is known for the partition " + id,
            "use credentials instead; the console works for aws, aws-us-gov, aws-cn and aws-eusc",
            null,
            null));
  }
}
