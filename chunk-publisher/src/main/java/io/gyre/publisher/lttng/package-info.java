/**
 * LTTng's session daemon of this machine, asked through liblttng-ctl by {@code java.lang.foreign}, when the library is there. It tells of
 * finished rotations at once and of sessions that end; the folders, which are always looked at too, remain the truth.
 *
 * <p>Calls as in lttng-tools' manual and headers, versions 2.11 to 2.16, whose library has the same names throughout. A trigger that was
 * registered is never unregistered: it is anonymous, the same for every client, and lives as long as the daemon.
 */
@NullMarked
package io.gyre.publisher.lttng;

import org.jspecify.annotations.NullMarked;
