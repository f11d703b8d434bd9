/**
 * Events as text, byte for byte as babeltrace2 2.1 prints them.
 *
 * {@snippet :
 * try (var text = new TextFormat(System.out);
 *         var reader = EventReader.loops(inputs, text::loop, StreamListener.NONE, TimeRange.ALL, Damage.STRICT)) {
 *     reader.runUntil(Long.MAX_VALUE);
 * }
 * }
 *
 * <p>One line per event: {@code [time] host:process:(pid) name: { packet context }, { common context }, { specific context },
 * { payload }}. What a place in the tree of fields needs again and again, such as its name, is rendered once ({@code NodeText});
 * per event there are only copies of bytes and the digits of numbers ({@code LineBuffer}). Most event classes have a program ({@code
 * TextProgram}) that does without a call for each field; the others are written by {@link io.gyre.ctf.text.TextFormat} as a visitor.
 *
 * <p>One thing is not as babeltrace2 2.1 has it: hexadecimal numbers of 61 to 63 bits have their digits here. It shifts by 64 to make
 * their mask, which C leaves undefined, and prints {@code 0x0} for all of them.
 */
@NullMarked
package io.gyre.ctf.text;

import org.jspecify.annotations.NullMarked;
