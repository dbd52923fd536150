package io.github.keycloakcognito.devstack.cognito.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakcognito.devstack.cognito.iam.TrustPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TrustPolicy read(String more) throws JsonProcessingException {
    String statement = "{\"Effect\":\"Allow\",\"Action\":\"sts:*\"," + more + "}";
    return policy("{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}");
  }

  private static TrustPolicy policy(String policy) throws JsonProcessingException {
    return TrustPolicyReader.read(new SeedNode(JSON.readTree(policy), "seed.json", "trust"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Principal\":\"*\"",
        "\"Principal\":{\"AWS\":\"*\"}",
        "\"Principal\":{\"AWS\":[\"123456789012\",\"arn:aws:iam::123456789012:root\"]}",
        "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/a/b\"}",
        "\"Principal\":{\"AWS\":\"arn:aws-us-gov:iam::123456789012:role/r\"}",
        "\"Principal\":{\"AWS\":\"arn:aws:sts::123456789012:assumed-role/r/s\"}",
        "\"Principal\":{\"Service\":[\"lambda.amazonaws.com\"]}",
        "\"Principal\":\"*\",\"Condition\":{\"Null\":{\"sts:ExternalId\":false}}",
        "\"Principal\":\"*\",\"Condition\":{\"BoolIfExists\":{\"aws:SecureTransport\":\"True\"}}",
        "\"Principal\":\"*\",\"Condition\":{\"ForAnyValue:StringLikeIfExists\":{\"aws:TagKeys\":[]}}",
        "\"Principal\":{\"Federated\":\"cognito-identity.amazonaws.com\"},\"Condition\":"
            + "{\"StringEquals\":{\"cognito-identity.amazonaws.com:aud\":\"x\"}}",
      })
  void takes(String more) throws JsonProcessingException {
    assertThat(read(more).statements()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "NotPrincipal":{"AWS":"*"}|trust.Statement.NotPrincipal: unknown member
          "Principal":"*","NotAction":"sts:*"|trust.Statement.NotAction: unknown member
          "Principal":{"CanonicalUser":"x"}|trust.Statement.Principal.CanonicalUser: unknown member
          "Principal":{"AWS":"arn:aws:iam::123456789012:user/*"}|trust.Statement.Principal.AWS: must be *, an account
          "Principal":{"AWS":["123456789012","AIDAX"]}|trust.Statement.Principal.AWS[1]: must be *, an account
          "Principal":{"AWS":"arn:aws:sts::123456789012:assumed-role/r"}|must be *, an account
          "Principal":{"Service":1}|trust.Statement.Principal.Service: must be a string
          "Principal":{"Federated":"cognito-identity.amazonaws.com"}|trust.Statement: IAM takes a trust in cognito-identity.amazonaws.com only with a Condition
          "Principal":{"Federated":["x","cognito-identity.amazonaws.com"]},"Condition":{}|only with a Condition
          "Principal":"*","Condition":{"StringEquals":{"aws:SourceIp":"x"}}|Condition.StringEquals.aws:SourceIp: the local Cognito does not know the condition key aws:SourceIp
          "Principal":"*","Condition":{"NumericLessThan":{"sts:DurationSeconds":"900"}}|does not evaluate the operator NumericLessThan
          "Principal":"*","Condition":{"ForSomeValues:StringEquals":{"aws:TagKeys":"x"}}|does not evaluate the operator ForSomeValues:StringEquals
          "Principal":"*","Condition":{"NullIfExists":{"sts:ExternalId":"true"}}|Null takes neither
          "Principal":"*","Condition":{"ForAnyValue:Null":{"sts:ExternalId":"true"}}|Null takes neither
          "Principal":"*","Condition":{"Null":{"sts:ExternalId":"maybe"}}|must be true or false
          "Principal":"*","Condition":{"Bool":{"aws:SecureTransport":1}}|must be true or false
          """)
  void refuses(String more, String message) {
    assertThatThrownBy(() -> read(more))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2012-10-18", "1", ""})
  void knowsTwoVersions(String version) {
    assertThatThrownBy(() -> policy("{\"Version\":\"" + version + "\",\"Statement\":[]}"))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("trust.Version: must be 2012-10-17 or 2008-10-17");
  }
}
