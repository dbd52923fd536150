package io.github.keycloakcognito.exchange;

/**
 * One entry of a pool's allow-list of principal tags.
 *
 * @param tag the session tag's name
 * @param source where its value comes from: {@code username}, {@code email}, {@code client}, {@code
 *     groups}, {@code realm} or {@code attribute.<name>}
 */
public record TagRule(String tag, String source) {}
