/**
 * Events as JSON, one object a line ({@link io.gyre.ctf.text.json.JsonFormat}). Names and labels are rendered once; per event there
 * are copies of bytes and the digits of numbers.
 */
@NullMarked
package io.gyre.ctf.text.json;

import org.jspecify.annotations.NullMarked;
