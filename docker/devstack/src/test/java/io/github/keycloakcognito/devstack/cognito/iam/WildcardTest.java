package io.github.keycloakcognito.devstack.cognito.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

  @ParameterizedTest
  @CsvSource({
    "'','',true",
    "'',a,false",
    "*,'',true",
    "*,abc,true",
    "a*,abc,true",
    "*c,abc,true",
    "a*c,abbbc,true",
    "a*c,abbb,false",
    "a*b*c,aXbYbZc,true",
    "a?c,abc,true",
    "a?c,ac,false",
    "?,'',false",
    "a.c,abc,false",
    "**a**,bab,true"
  })
  void matches(String pattern, String text, boolean expected) {
    assertThat(Wildcard.matches(pattern, text)).isEqualTo(expected);
  }
}
