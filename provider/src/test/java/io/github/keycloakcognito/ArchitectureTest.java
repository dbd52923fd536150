package io.github.keycloakcognito;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which package may know which: arrows point one way, from the doors to the domain. */
class ArchitectureTest {

  private static final String ROOT = "io.github.keycloakcognito";
  private static final String EXCHANGE = ROOT + ".exchange..";
  private static final String AWS = ROOT + ".aws..";
  private static final String CACHE = ROOT + ".cache..";
  private static final String POOL = ROOT + ".pool..";
  private static final String METRICS = ROOT + ".metrics..";
  private static final String TRACING = ROOT + ".tracing..";
  private static final String BROKER = ROOT + ".broker..";
  private static final String ROLE = ROOT + ".role..";
  private static final String TAG = ROOT + ".tag..";
  private static final String DOOR = ROOT + ".door..";
  private static final String REST = ROOT + ".rest..";
  private static final String TOKEN_EXCHANGE = ROOT + ".tokenexchange..";
  private static final String ADMIN = ROOT + ".admin..";
  private static final String ADMIN_UI = ROOT + ".adminui..";
  private static final String EVENTS = ROOT + ".events..";
  private static final String OUTBOX = ROOT + ".outbox..";
  private static final String RECONCILE = ROOT + ".reconcile..";
  private static final String JPA = ROOT + ".jpa..";

  /** Only what ships: the test classes and the local Cognito share the package root. */
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .importUrl(Cognito.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void domainKnowsNothingButJava() {
    packageKnowsOnly(EXCHANGE, "java..");
    packageKnowsOnly(OUTBOX, EXCHANGE, "java..");
    packageKnowsOnly(RECONCILE, EXCHANGE, "java..");
  }

  @Test
  void adaptersKnowDomainAndTheirLibrary() {
    packageKnowsOnly(AWS, EXCHANGE, "java..", "software.amazon..", "org.jboss.logging..");
    packageKnowsOnly(CACHE, EXCHANGE, "java..", "com.github.benmanes..");
    packageKnowsOnly(POOL, EXCHANGE, "java..", "org.keycloak..", "org.jboss.logging..");
    packageKnowsOnly(ROLE, EXCHANGE, "java..", "org.keycloak..", "org.jboss.logging..");
    packageKnowsOnly(TAG, EXCHANGE, "java..", "org.keycloak..");
    packageKnowsOnly(
        BROKER,
        EXCHANGE,
        "java..",
        "jakarta.ws.rs..",
        "com.fasterxml.jackson..",
        "org.keycloak..",
        "org.jboss.logging..");
    packageKnowsOnly(METRICS, EXCHANGE, OUTBOX, RECONCILE, "java..", "io.micrometer..");
    packageKnowsOnly(TRACING, EXCHANGE, "java..", "org.keycloak..", "io.opentelemetry..");
    packageKnowsOnly(
        JPA,
        EXCHANGE,
        OUTBOX,
        RECONCILE,
        "java..",
        "jakarta.persistence..",
        "org.keycloak..",
        "org.jboss.logging..");
  }

  @Test
  void librariesStayInTheirAdapters() {
    libraryIsKnownOnlyTo("software.amazon..", AWS);
    libraryIsKnownOnlyTo("com.github.benmanes..", CACHE);
    libraryIsKnownOnlyTo("jakarta.persistence..", JPA);
    // The root hands Keycloak's global registry over.
    libraryIsKnownOnlyTo("io.micrometer..", METRICS, ROOT);
    libraryIsKnownOnlyTo("io.opentelemetry..", TRACING);
    // Keycloak may take it away again, and pools must stay.
    libraryIsKnownOnlyTo("org.keycloak.services.ui..", ADMIN_UI);
  }

  @Test
  void nobodyKnowsDoors() {
    for (String door : List.of(REST, TOKEN_EXCHANGE, ADMIN, ADMIN_UI, EVENTS)) {
      noClasses()
          .that()
          .resideOutsideOfPackage(door)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(door)
          .check(SHIPPED);
    }
  }

  @Test
  void doorsAskDomainAndNotAdaptersOfIt() {
    noClasses()
        .that()
        .resideInAnyPackage(DOOR, REST, TOKEN_EXCHANGE, ADMIN, ADMIN_UI, EVENTS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AWS, CACHE, METRICS, TRACING)
        .check(SHIPPED);
  }

  @Test
  void packagesFormNoCycle() {
    slices().assignedFrom(new PackageByPackage()).should().beFreeOfCycles().check(SHIPPED);
  }

  @Test
  void nobodyWritesPastLog() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SHIPPED);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(SHIPPED);
    noClasses()
        .that()
        .resideOutsideOfPackage(EXCHANGE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .because("Keycloak logs with JBoss Logging; the domain does not know it")
        .check(SHIPPED);
  }

  private static void packageKnowsOnly(String name, String... known) {
    String[] allowed = new String[known.length + 1];
    System.arraycopy(known, 0, allowed, 0, known.length);
    allowed[known.length] = name;
    classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(SHIPPED);
  }

  private static void libraryIsKnownOnlyTo(String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(SHIPPED);
  }

  private static final class PackageByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return javaClass.getPackageName().startsWith(ROOT)
          ? SliceIdentifier.of(javaClass.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
