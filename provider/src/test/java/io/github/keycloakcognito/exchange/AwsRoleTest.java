package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsRoleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:role/DataReader",
        "arn:aws:iam::123456789012:role/team/data/Reader_1+=,.@-",
        "arn:aws-cn:iam::123456789012:role/R",
        "arn:aws-us-gov:iam::123456789012:role/R"
      })
  void knowsArns(String arn) {
    assertThat(AwsRole.isArn(arn)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DataReader",
        "arn:aws:iam::12345678901:role/R",
        "arn:aws:iam::123456789012:user/R",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:sts::123456789012:assumed-role/R/alice",
        "arn:aws:iam:eu-west-1:123456789012:role/R",
        "arn:aws:iam::123456789012:role/R*",
        "arn:aws:iam::123456789012:role/R,demo=arn:aws:iam::1:role/X",
        "arn:aws:iam::123456789012:role/R\n",
        "arn:ams:iam::123456789012:role/R"
      })
  void knowsWhatIsNone(String text) {
    assertThat(AwsRole.isArn(text)).isFalse();
  }

  @Test
  void tellsItsAccount() {
    assertThat(Roles.READER.accountId()).isEqualTo("123456789012");
    assertThat(Roles.role("x", "arn:aws-cn:iam::210987654321:role/a/b").accountId())
        .isEqualTo("210987654321");
  }

  @Test
  void belongsToTheNamedPoolOrToAny() {
    assertThat(Roles.READER.belongsTo(Samples.POOL)).isTrue();
    assertThat(Roles.ofPool(Roles.READER, "default").belongsTo(Samples.POOL)).isTrue();
    assertThat(Roles.ofPool(Roles.READER, "reports").belongsTo(Samples.POOL)).isFalse();
  }
}
