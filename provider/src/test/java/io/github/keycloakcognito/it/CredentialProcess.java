package io.github.keycloakcognito.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code credential_process} of {@link JavaClientsIT}: what curl would do, without curl. */
final class CredentialProcess {

  private CredentialProcess() {}

  /**
   * Prints the answer of the door.
   *
   * @param arguments the URL of the door and a file with the access token
   */
  public static void main(String[] arguments) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(arguments[0]))
                    .header("Authorization", "Bearer " + Files.readString(Path.of(arguments[1])))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    System.out.println(answer.body());
    System.exit(answer.statusCode() == 200 ? 0 : 1);
  }
}
