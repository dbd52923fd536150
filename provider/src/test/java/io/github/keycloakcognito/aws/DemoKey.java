package io.github.keycloakcognito.aws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.util.SetSystemProperty;

/** Keycloak's own AWS credentials are the demo key, given as system properties. */
@SetSystemProperty(key = "aws.accessKeyId", value = DemoKey.ID)
@SetSystemProperty(key = "aws.secretAccessKey", value = DemoKey.SECRET)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface DemoKey {
  String ID = "AKIAIOSFODNN7EXAMPLE";
  String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  /** A key of the same account to which every operation is denied. */
  String DENIED_ID = "AKIAI44QH8DHBEXAMPLE";

  String DENIED_SECRET = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";
}
