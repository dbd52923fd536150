package io.github.keycloakcognito.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keycloakcognito.exchange.Failure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  @Test
  void readsQuery() {
    Parameters parameters = of(FakeRequest.withQuery("pool", "prod"), null);

    assertThat(parameters.get("pool")).contains("prod");
    assertThat(parameters.get("duration")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {FORM, FORM + ";charset=UTF-8", "Application/X-WWW-Form-Urlencoded"})
  void readsForm(String type) {
    Parameters parameters =
        of(FakeRequest.ofType(type), "pool=pr%C3%B6d&duration=9+0&flag&a%3Db=c%26d&e=f=g");

    assertThat(parameters.get("pool")).contains("pröd");
    assertThat(parameters.get("duration")).contains("9 0");
    assertThat(parameters.get("flag")).isEmpty();
    assertThat(parameters.get("a=b")).contains("c&d");
    assertThat(parameters.get("e")).contains("f=g");
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, JSON + "; charset=utf-8", "Application/JSON"})
  void readsJson(String type) {
    Parameters parameters =
        of(FakeRequest.ofType(type), "{\"pool\":\"prod\",\"duration\":900,\"role\":null}");

    assertThat(parameters.get("pool")).contains("prod");
    assertThat(parameters.get("duration")).contains("900");
    assertThat(parameters.get("role")).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\r\n"})
  void emptyBodyNeedsNoType(String body) {
    assertThat(of(FakeRequest.withQuery("pool", "prod"), body).get("pool")).contains("prod");
  }

  @Test
  void addsBodyToQuery() {
    FakeRequest request = FakeRequest.ofType(FORM);
    request.query.add("pool", "prod");

    Parameters parameters = of(request, "duration=60");

    assertThat(parameters.get("pool")).contains("prod");
    assertThat(parameters.get("duration")).contains("60");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void valueThatIsEmptyIsAbsent(String value) {
    assertThat(of(FakeRequest.withQuery("pool", value), null).get("pool")).isEmpty();
  }

  @Test
  void refusesParameterTwiceInQuery() {
    FakeRequest request = FakeRequest.withQuery("pool", "prod", "prod");

    assertThat(refusal(request, null)).contains("more than once");
  }

  @Test
  void refusesParameterTwiceInForm() {
    assertThat(refusal(FakeRequest.ofType(FORM), "pool=a&pool=b")).contains("more than once");
    assertThat(refusal(FakeRequest.ofType(FORM), "pool=&pool=b")).contains("more than once");
  }

  @Test
  void refusesParameterInQueryAndBody() {
    FakeRequest request = FakeRequest.ofType(JSON);
    request.query.add("pool", "a");

    assertThat(refusal(request, "{\"pool\":\"b\"}")).contains("more than once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool=%", "pool=%zz", "%=x"})
  void refusesMalformedForm(String body) {
    assertThat(refusal(FakeRequest.ofType(FORM), body)).contains("form is malformed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"pool":                 | malformed
          {"pool":"a","pool":"b"}  | malformed
          {"pool":"a"} {}          | malformed
          pool=prod                | malformed
          ["pool"]                 | one object
          "pool"                   | one object
          null                     | one object
          {"pool":["prod"]}        | strings or numbers
          {"pool":{"alias":"a"}}   | strings or numbers
          """)
  void refusesJsonThatIsNoFlatObject(String body, String why) {
    assertThat(refusal(FakeRequest.ofType(JSON), body)).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "text/json"})
  void refusesOtherTypes(String type) {
    assertThat(refusal(FakeRequest.ofType(type), "pool=prod")).contains(FORM, JSON);
  }

  @Test
  void refusesBodyWithoutType() {
    assertThat(refusal(new FakeRequest(), "pool=prod")).contains(FORM, JSON);
  }

  @Test
  void refusesBodyThatIsTooLong() {
    String longest = "pool=" + "a".repeat(16_379);

    assertThatCode(() -> of(FakeRequest.ofType(FORM), longest)).doesNotThrowAnyException();
    assertThat(refusal(FakeRequest.ofType(FORM), longest + "a")).contains("too long");
  }

  @Test
  void refusalNeverRepeatsWhatWasSent() {
    assertThat(refusal(FakeRequest.withQuery("<script>", "a", "b"), null))
        .doesNotContain("<script>");
    assertThat(refusal(FakeRequest.ofType(JSON), "<script>")).doesNotContain("<script>");
  }

  @Test
  void refusesParametersThatAreNotTaken() {
    Parameters parameters = of(FakeRequest.withQuery("role", "admin"), null);

    assertThat(
            Refusals.refusal(
                    Kind.INVALID_REQUEST,
                    () -> parameters.refuse(List.of("link", "role"), "is not supported."))
                .description())
        .isEqualTo("role: is not supported.");
    assertThatCode(() -> parameters.refuse(List.of("link"), "is not supported."))
        .doesNotThrowAnyException();
  }

  private static Parameters of(FakeRequest request, String body) {
    return Parameters.of(request.request(), body);
  }

  private static String refusal(FakeRequest request, String body) {
    return Refusals.refusal(Kind.INVALID_REQUEST, () -> of(request, body)).description();
  }
}
