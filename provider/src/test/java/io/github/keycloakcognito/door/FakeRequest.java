package io.github.keycloakcognito.door;

import io.github.keycloakcognito.Fake;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.keycloak.http.HttpRequest;

/** A request of query parameters and headers. */
final class FakeRequest {

  final MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
  final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();

  static FakeRequest ofType(String contentType) {
    FakeRequest request = new FakeRequest();
    request.headers.add(HttpHeaders.CONTENT_TYPE, contentType);
    return request;
  }

  static FakeRequest withQuery(String name, String... values) {
    FakeRequest request = new FakeRequest();
    request.query.addAll(name, values);
    return request;
  }

  HttpRequest request() {
    UriInfo uri = Fake.of(UriInfo.class, Map.of("getQueryParameters", arguments -> query));
    return Fake.of(
        HttpRequest.class,
        Map.of("getUri", arguments -> uri, "getHttpHeaders", arguments -> headers()));
  }

  HttpHeaders headers() {
    return Fake.of(
        HttpHeaders.class,
        Map.of(
            "getRequestHeaders", arguments -> headers,
            "getHeaderString", arguments -> headers.getFirst((String) arguments[0])));
  }
}
