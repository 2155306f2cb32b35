-- Sends the requests of a file in turn, one JSON body a line, and says at the end what it counted.
-- In a marked body a number that rises with each request takes the place of the mark.
local bodies, marked, number, limit = {}, false, 0, 1
local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }

function init(args)
  for line in io.lines(args[1]) do bodies[#bodies + 1] = line end
  number, limit = tonumber(args[2]), tonumber(args[3])
  marked = bodies[1]:find("@@", 1, true) ~= nil
end

function request()
  number = number + 1
  local body = bodies[number % #bodies + 1]
  if marked then body = body:gsub("@@", tostring(number % limit)) end
  return wrk.format("POST", nil, headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
