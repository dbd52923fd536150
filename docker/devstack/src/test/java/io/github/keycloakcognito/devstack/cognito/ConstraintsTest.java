package io.github.keycloakcognito.devstack.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakcognito.devstack.cognito.Violations.Violation;
import io.github.keycloakcognito.devstack.cognito.model.OperationModel;
import io.github.keycloakcognito.devstack.cognito.model.ServiceModel;
import io.github.keycloakcognito.devstack.cognito.model.Shape;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Each constraint of AWS's service models, broken by a request of its own. */
class ConstraintsTest {
  @RegisterExtension static final Cognito SERVER = new Cognito();

  private static final String NO_JSON_OPERATION = "UnknownOperationException";
  private static final String NO_QUERY_OPERATION = "InvalidAction";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An error as either protocol words it. */
  record Answer(int status, String type, String message) {}

  /** How a request gets to the service. */
  interface Sender {
    Answer send(OperationModel operation, JsonNode input);
  }

  /** A service: how to reach it, and how it calls a broken constraint. */
  private record Service(String name, Sender sender, String violation) {}

  private static final Service IDENTITY =
      new Service("cognito-identity", ConstraintsTest::json, "ValidationException");
  private static final Service STS = new Service("sts", ConstraintsTest::query, "ValidationError");
  private static final Service SYNC =
      new Service("cognito-sync", ConstraintsTest::rest, "ValidationException:");

  /** The operations that exist, by asking for each: the ones of the model that are not unknown. */
  static List<OperationModel> implemented(ServiceModel model, Sender sender, String unknown) {
    return model.operations().stream()
        .filter(
            operation -> !sender.send(operation, JSON.createObjectNode()).type().equals(unknown))
        .toList();
  }

  @Test
  void everyOperationExists() {
    assertThat(
            implemented(ServiceModel.cognitoIdentity(), ConstraintsTest::json, NO_JSON_OPERATION))
        .hasSize(23);
    assertThat(implemented(ServiceModel.sts(), ConstraintsTest::query, NO_QUERY_OPERATION))
        .extracting(OperationModel::name)
        .containsExactly("AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity");
  }

  @TestFactory
  Stream<DynamicNode> cognitoIdentityTakesWhatBreaksNoConstraint() {
    return cognitoIdentity()
        .map(
            operation ->
                dynamicTest(
                    operation.name(),
                    () ->
                        assertThat(json(operation, Violations.minimal(operation.input())).type())
                            .isNotIn("ValidationException", "SerializationException")
                            .isNotEqualTo("InternalErrorException")));
  }

  @TestFactory
  Stream<DynamicNode> cognitoIdentityRefusesWhatBreaksAConstraint() {
    return cognitoIdentity()
        .map(
            operation ->
                dynamicContainer(
                    operation.name(),
                    Violations.of(operation.input(), "").stream()
                        .map(v -> refused(IDENTITY, operation, v))));
  }

  @TestFactory
  Stream<DynamicNode> cognitoIdentityRefusesOtherTypes() {
    return cognitoIdentity()
        .map(
            operation ->
                dynamicContainer(
                    operation.name(),
                    Violations.ofType(operation.input(), "").stream()
                        .map(
                            v ->
                                malformed(
                                    operation,
                                    v,
                                    ConstraintsTest::json,
                                    "SerializationException"))));
  }

  @TestFactory
  Stream<DynamicNode> stsTakesWhatBreaksNoConstraint() {
    return sts()
        .map(
            operation ->
                dynamicTest(
                    operation.name(),
                    () -> {
                      Answer answer = query(operation, Violations.minimal(operation.input()));
                      assertThat(answer.type()).isNotIn("MalformedInput", "InternalFailure");
                      // STS also calls an ARN invalid that the model takes for one.
                      assertThat(answer.message()).doesNotContain("failed to satisfy constraint");
                    }));
  }

  @TestFactory
  Stream<DynamicNode> stsRefusesWhatBreaksAConstraint() {
    return sts()
        .map(
            operation ->
                dynamicContainer(
                    operation.name(),
                    Violations.of(operation.input(), "").stream()
                        .map(v -> refused(STS, operation, v))));
  }

  /** What is not in a path makes another path, so that it is no constraint that breaks. */
  @TestFactory
  Stream<DynamicNode> cognitoSyncRefusesWhatBreaksAConstraint() {
    return ServiceModel.cognitoSync().operations().stream()
        .map(
            operation ->
                dynamicContainer(
                    operation.name(),
                    Violations.of(operation.input(), "").stream()
                        .filter(v -> !path(operation, v.value()).contains("//"))
                        .map(v -> refused(SYNC, operation, v))));
  }

  /** A form has no types but texts that are numbers. */
  @TestFactory
  Stream<DynamicNode> stsRefusesOtherTypes() {
    return sts()
        .map(
            operation ->
                dynamicContainer(
                    operation.name(),
                    Violations.ofType(operation.input(), "").stream()
                        .filter(v -> v.rule().equals("integer") || v.rule().equals("long"))
                        .map(
                            v ->
                                malformed(
                                    operation, v, ConstraintsTest::query, "MalformedInput"))));
  }

  private static Stream<OperationModel> cognitoIdentity() {
    return implemented(ServiceModel.cognitoIdentity(), ConstraintsTest::json, NO_JSON_OPERATION)
        .stream();
  }

  private static Stream<OperationModel> sts() {
    return implemented(ServiceModel.sts(), ConstraintsTest::query, NO_QUERY_OPERATION).stream()
        .filter(operation -> !operation.input().members().isEmpty());
  }

  private static DynamicNode refused(
      Service service, OperationModel operation, Violation violation) {
    return dynamicTest(
        violation.path() + ": " + violation.rule(),
        () -> {
          Answer answer = service.sender().send(operation, violation.value());
          String place = " at '" + violation.path() + "' failed to satisfy constraint: ";
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.type()).isEqualTo(service.violation());
          assertThat(answer.message())
              .matches("(?s)\\d+ validation errors? detected: Value.*")
              .contains(place + violation.rule());
          assertThat(occurrences(answer.message(), " failed to satisfy constraint: "))
              .as("only that member")
              .isEqualTo(occurrences(answer.message(), place));
          Coverage.constraint(
              service.name(), operation.name(), violation.path() + ": " + violation.rule());
        });
  }

  private static DynamicNode malformed(
      OperationModel operation, Violation violation, Sender sender, String type) {
    return dynamicTest(
        violation.path() + ": " + violation.rule(),
        () -> {
          Answer answer = sender.send(operation, violation.value());
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.type()).isEqualTo(type);
        });
  }

  private static int occurrences(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static Answer json(OperationModel operation, JsonNode input) {
    Raw request = Raw.json(SERVER.endpoint(), operation.name(), input.toString());
    HttpResponse<String> response = send(request, operation, "cognito-identity");
    try {
      JsonNode body = JSON.readTree(response.body());
      return new Answer(
          response.statusCode(), body.path("__type").asText(), body.path("message").asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  private static Answer query(OperationModel operation, JsonNode input) {
    List<String> form = new ArrayList<>();
    form.add("Action=" + operation.name());
    form.add("Version=2011-06-15");
    add(form, operation.input(), "", input);
    Raw request = Raw.form(SERVER.endpoint(), String.join("&", form));
    HttpResponse<String> response = send(request, operation, "sts");
    Document body = xml(response.body());
    return new Answer(response.statusCode(), text(body, "Code"), text(body, "Message"));
  }

  private static Answer rest(OperationModel operation, JsonNode input) {
    ObjectNode body = JSON.createObjectNode();
    StringJoiner query = new StringJoiner("&", "?", "");
    operation
        .input()
        .members()
        .forEach(
            (name, member) -> {
              if (input.has(name) && member.location().isEmpty()) {
                body.set(name, input.get(name));
              } else if (input.has(name) && member.location().get().equals("querystring")) {
                query.add(member.locationName() + "=" + encoded(input.get(name)));
              }
            });
    Raw request =
        Raw.request(SERVER.endpoint(), operation.method(), path(operation, input) + query)
            .header("content-type", "application/json")
            .body(body.isEmpty() ? "" : body.toString());
    HttpResponse<String> response = send(request, operation, "cognito-sync");
    try {
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("x-amzn-ErrorType").orElse(""),
          JSON.readTree(response.body()).path("message").asText());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  private static String path(OperationModel operation, JsonNode input) {
    String path = operation.uri();
    for (String name : operation.input().members().keySet()) {
      path = path.replace("{" + name + "}", encoded(input.path(name)));
    }
    return path.endsWith("/") ? path + "/" : path;
  }

  private static String encoded(JsonNode value) {
    return URLEncoder.encode(value.asText(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static HttpResponse<String> send(Raw request, OperationModel operation, String service) {
    return (operation.signed() ? request.signed(Cognito.KEY, service) : request).send();
  }

  private static void add(List<String> form, Shape shape, String name, JsonNode value) {
    switch (shape.type()) {
      case "structure" ->
          value
              .properties()
              .forEach(
                  e -> {
                    Shape.Member member = shape.members().get(e.getKey());
                    String dot = name.isEmpty() ? "" : ".";
                    add(form, member.shape(), name + dot + member.locationName(), e.getValue());
                  });
      case "list" -> {
        for (int i = 0; i < value.size(); i++) {
          add(form, shape.value().orElseThrow(), name + ".member." + (i + 1), value.get(i));
        }
      }
      default -> form.add(name + "=" + URLEncoder.encode(value.asText(), StandardCharsets.UTF_8));
    }
  }

  private static Document xml(String text) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagName(element).getLength() == 0
        ? ""
        : document.getElementsByTagName(element).item(0).getTextContent();
  }
}
