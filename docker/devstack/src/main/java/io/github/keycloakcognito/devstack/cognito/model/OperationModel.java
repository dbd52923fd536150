package io.github.keycloakcognito.devstack.cognito.model;

import java.util.List;

/**
 * An operation of a service.
 *
 * @param name as SDKs call it
 * @param method HTTP method
 * @param uri path with {@code {Member}} in the places of members
 * @param signed whether a signature is asked for
 * @param input a structure
 * @param errors the names of the errors it declares
 */
public record OperationModel(
    String name, String method, String uri, boolean signed, Shape input, List<String> errors) {}
