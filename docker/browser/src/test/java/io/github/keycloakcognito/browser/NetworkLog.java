package io.github.keycloakcognito.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.logging.LogEntries;
import org.openqa.selenium.logging.LogEntry;

/** What a browser has asked for: Chromium gives each line of its log once. */
final class NetworkLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<URI> requests = new ArrayList<>();

  List<URI> requests(LogEntries news) {
    for (LogEntry entry : news) {
      JsonNode message = message(entry);
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        String url = message.path("params").path("request").path("url").asText();
        if (url.startsWith("http") || url.startsWith("ws")) {
          requests.add(URI.create(url));
        }
      }
    }
    return List.copyOf(requests);
  }

  private static JsonNode message(LogEntry entry) {
    try {
      return JSON.readTree(entry.getMessage()).path("message");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
