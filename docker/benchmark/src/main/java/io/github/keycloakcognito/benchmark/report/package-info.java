/** What was measured, in rows, Markdown and pictures. */
package io.github.keycloakcognito.benchmark.report;
