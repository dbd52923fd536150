package io.github.keycloakcognito.jpa;

import io.github.keycloakcognito.exchange.Failure;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The columns that say why a row's work was refused last; all null where it was not. */
@Embeddable
class Refusal {

  /** The width of the columns. */
  private static final int LONGEST_TEXT = 1_000;

  private static final int LONGEST_REQUEST_ID = 255;

  @Column(name = "CAUSE")
  String cause;

  @Column(name = "REMEDY")
  String remedy;

  @Column(name = "AWS_REQUEST_ID")
  String awsRequestId;

  static Refusal of(Failure failure) {
    Refusal refusal = new Refusal();
    refusal.cause =
        cut(failure.cause() == null ? failure.description() : failure.cause(), LONGEST_TEXT);
    refusal.remedy = cut(failure.remedy(), LONGEST_TEXT);
    refusal.awsRequestId = cut(failure.awsRequestId(), LONGEST_REQUEST_ID);
    return refusal;
  }

  /**
   * As it was read: Hibernate makes null of columns that are all null.
   *
   * @return never null
   */
  static Refusal orNone(Refusal read) {
    return read == null ? new Refusal() : read;
  }

  private static String cut(String text, int longest) {
    return text == null || text.length() <= longest ? text : text.substring(0, longest);
  }
}
