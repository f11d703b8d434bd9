/**
 * The command line: one class per command, which reads its options, calls one library and prints. What a command does lies in the
 * libraries; what only people see lies here.
 *
 * <p>stdout carries results alone. Progress goes to stderr, and only when that is a terminal. An error is one line that says what
 * to do next; {@code --debug} adds the stack. See {@link io.gyre.cli.ExitCode} for what the process returns.
 */
@NullMarked
package io.gyre.cli;

import org.jspecify.annotations.NullMarked;
