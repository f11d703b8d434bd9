/**
 * What a handler method may ask for. A handler is any object with methods like
 *
 * {@snippet :
 * @OnEvent("sched_switch")
 * void schedSwitch(long timestamp, @Cpu int cpu, @Field("prev_tid") int prevTid, @Field("next_comm") Text nextComm) { … }
 * }
 *
 * <p>A first parameter {@code long} without annotation is the event's time in nanoseconds since the epoch. The decoder is
 * compiled for the trace class and the handler's class: names and types are checked when they are bound, not per event.
 *
 * <p>A handler that cannot know its fields when it is written is {@link io.gyre.ctf.bind.Watching}.
 */
@NullMarked
package io.gyre.ctf.bind;

import org.jspecify.annotations.NullMarked;
