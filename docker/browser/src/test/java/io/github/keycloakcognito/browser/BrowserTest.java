package io.github.keycloakcognito.browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a browser of its own, which nobody has signed in with. */
abstract class BrowserTest {

  Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.open();
  }

  @AfterEach
  void close() {
    browser.close();
  }
}
