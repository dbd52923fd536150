package io.github.keycloakcognito.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTagsTest {

  private static final Pattern STS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  @Test
  void areNoneWithoutRules() {
    assertThat(PrincipalTags.of(List.of(), source -> TagValue.of("asked"))).isEqualTo(tags());
    assertThat(tags()).isEqualTo(PrincipalTags.NONE);
  }

  @Test
  void haveTheNamesOfTheRulesAndTheValuesOfTheSources() {
    List<String> asked = new ArrayList<>();

    PrincipalTags tags =
        PrincipalTags.of(
            List.of(new TagRule("user", "username"), new TagRule("team", "attribute.team")),
            source -> {
              asked.add(source);
              return TagValue.of("of " + source);
            });

    assertThat(tags.values())
        .containsOnly(entry("user", "of username"), entry("team", "of attribute.team"));
    assertThat(tags.cut()).isEmpty();
    assertThat(asked).containsExactly("username", "attribute.team");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void leaveOutWhatIsAbsentAndDoNotCallItCut(String nothing) {
    assertThat(tags(entry("mail", TagValue.of(nothing)))).isEqualTo(PrincipalTags.NONE);
  }

  @Test
  void leaveOutEmptyLists() {
    assertThat(tags(entry("groups", list()), entry("teams", list("", " "))))
        .isEqualTo(PrincipalTags.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "alice@example.org, alice@example.org",
    "O'Neill*, O_Neill_",
    "a?b, a_b",
    "${aws:username}, __aws:username_",
    "Zoë 日本 ٣, Zoë 日本 ٣",
    "x=1/2+3-4_5.6:7, x=1/2+3-4_5.6:7",
    "😀, _",
    "'a,b;c', a_b_c",
  })
  void replaceWhatStsDoesNotTake(String value, String sent) {
    assertThat(tags(entry("t", TagValue.of(value))).values()).containsOnly(entry("t", sent));
    assertThat(sent).matches(STS);
  }

  @Test
  void replaceControlCharactersAndHalfSurrogates() {
    assertThat(tags(entry("t", TagValue.of("a\n\u0000b\uD83D"))).values())
        .containsEntry("t", "a__b_");
  }

  @Test
  void frameLists() {
    assertThat(tags(entry("groups", list("/dev", "/ops/on call"))).values())
        .containsEntry("groups", ":/dev:/ops/on call:");
    assertThat(tags(entry("groups", list("/dev"))).values()).containsEntry("groups", ":/dev:");
  }

  @Test
  void letNoEntryPretendToBeTwo() {
    assertThat(tags(entry("groups", list("/dev:/admin:", "/ops"))).values())
        .containsEntry("groups", ":/dev_/admin_:/ops:");
  }

  @Test
  void takeLongestValue() {
    String longest = "x".repeat(256);

    assertThat(tags(entry("t", TagValue.of(longest))).values()).containsEntry("t", longest);
  }

  @Test
  void leaveOutLongerValueAsAWhole() {
    PrincipalTags tags =
        tags(entry("long", TagValue.of("x".repeat(257))), entry("user", TagValue.of("alice")));

    assertThat(tags.values()).containsOnly(entry("user", "alice"));
    assertThat(tags.cut()).containsExactly("long: left out, longer than 256 characters");
  }

  @Test
  void fillBudgetToTheLastByte() {
    PrincipalTags full =
        tags(entry("a", TagValue.of("x".repeat(256))), entry("b", TagValue.of("y".repeat(202))));
    PrincipalTags over =
        tags(entry("a", TagValue.of("x".repeat(256))), entry("b", TagValue.of("y".repeat(203))));

    assertThat(bytes(full)).isEqualTo(460);
    assertThat(full.cut()).isEmpty();
    assertThat(over.values()).containsOnlyKeys("a");
    assertThat(over.cut()).containsExactly("b: left out, over the 460 bytes of all tags");
  }

  @Test
  void measureBytesAndNotCharacters() {
    PrincipalTags tags =
        tags(entry("a", TagValue.of("é".repeat(229))), entry("b", TagValue.of("c")));

    assertThat(tags.values()).containsOnlyKeys("a");
    assertThat(tags.cut()).containsExactly("b: left out, over the 460 bytes of all tags");
    assertThat(tags(entry("a", TagValue.of("日".repeat(154)))).values()).isEmpty();
  }

  @Test
  void countNamesToo() {
    String name = "n".repeat(128);

    assertThat(
            tags(
                    entry(name, TagValue.of("x".repeat(256))),
                    entry(name + "2", TagValue.of("too much")))
                .values())
        .containsOnlyKeys(name);
  }

  @Test
  void keepEarlierTagsWhole() {
    PrincipalTags tags =
        tags(
            entry("first", TagValue.of("x".repeat(250))),
            entry("second", TagValue.of("y".repeat(250))),
            entry("third", TagValue.of("z")));

    assertThat(tags.values()).containsOnlyKeys("first", "third");
    assertThat(tags.cut()).containsExactly("second: left out, over the 460 bytes of all tags");
  }

  @Test
  void cutWholeEntriesOffTheEndOfALongList() {
    List<String> groups = IntStream.range(100, 200).mapToObj(number -> "/group-" + number).toList();

    PrincipalTags tags = tags(entry("groups", new TagValue(groups, true)));

    String value = tags.values().get("groups");
    assertThat(value).hasSizeLessThanOrEqualTo(256).startsWith(":/group-100:").endsWith(":");
    assertThat(value.substring(1, value.length() - 1).split(":", -1))
        .hasSize(23)
        .containsExactlyElementsOf(groups.subList(0, 23));
    assertThat(tags.cut())
        .containsExactly("groups: 23 of 100 entries kept, longer than 256 characters");
  }

  @Test
  void cutListToWhatEarlierTagsLeave() {
    PrincipalTags tags =
        tags(
            entry("a", TagValue.of("x".repeat(256))),
            entry("b", TagValue.of("x".repeat(185))),
            entry("groups", list("one", "two", "three")));

    assertThat(tags.values()).containsEntry("groups", ":one:two:");
    assertThat(tags.cut())
        .containsExactly("groups: 2 of 3 entries kept, over the 460 bytes of all tags");
  }

  @Test
  void leaveOutListWhoseFirstEntryDoesNotFit() {
    PrincipalTags tags = tags(entry("groups", list("x".repeat(255), "y")));

    assertThat(tags.values()).isEmpty();
    assertThat(tags.cut()).containsExactly("groups: left out, longer than 256 characters");
  }

  @Test
  void showNoValueInText() {
    PrincipalTags tags =
        tags(entry("user", TagValue.of("alice")), entry("x", TagValue.of("s".repeat(300))));

    assertThat(tags.toString()).contains("user", "x: left out").doesNotContain("alice", "sss");
    assertThat(TagValue.of("alice").toString()).doesNotContain("alice");
    assertThat(list("alice").toString()).doesNotContain("alice");
  }

  private static int bytes(PrincipalTags tags) {
    return tags.values().entrySet().stream()
        .map(tag -> tag.getKey() + tag.getValue())
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }

  private static TagValue list(String... entries) {
    return new TagValue(List.of(entries), true);
  }

  @SafeVarargs
  private static PrincipalTags tags(Map.Entry<String, TagValue>... listed) {
    List<TagRule> rules = new ArrayList<>();
    Map<String, TagValue> values = new HashMap<>();
    for (Map.Entry<String, TagValue> tag : listed) {
      rules.add(new TagRule(tag.getKey(), "of " + tag.getKey()));
      values.put("of " + tag.getKey(), tag.getValue());
    }
    return PrincipalTags.of(rules, values::get);
  }
}
