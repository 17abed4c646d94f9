-- Asks Tollgate whether a call may be made, ends it in time, and tells what it was. From the dialplan:
--   <action application="lua" data="tollgate.lua"/>   before the bridge, with tollgate_direction set to out or in.
-- Blocks the call's own thread only. docs/guides/freeswitch.md has the rest.

local URL = os.getenv("TOLLGATE_URL") or "http://127.0.0.1:4000"
-- One line, for root and freeswitch only: Authorization: Bearer tg_…
local HEADER_FILE = os.getenv("TOLLGATE_HEADER") or "/etc/freeswitch/tollgate.header"
local SOURCE = os.getenv("TOLLGATE_SOURCE") or "freeswitch"
-- Without an answer: calls within Australia go on for so long; others do not.
local OPEN_SECONDS = 600
local OPEN_NUMBERS = { "^61[23478]%d%d%d%d%d%d%d%d$", "^0[23478]%d%d%d%d%d%d%d%d$", "^1[38]00%d%d%d%d%d%d$", "^13%d%d%d%d$" }

-- What comes from a phone goes into a shell's words: digits and a plus, nothing else.
local function digits(text)
  return (tostring(text or ""):gsub("[^%d+]", ""))
end

-- The answer's status and text; 0 where there is none within two seconds.
local function ask(path, body)
  local command = string.format(
    "curl -s -m 2 -w '\\n%%{http_code}' -H @%s -H 'Content-Type: application/json' -d '%s' %s/api/v1%s",
    HEADER_FILE, body, URL, path)
  local pipe = io.popen(command)
  if pipe == nil then return 0, "" end
  local answer = pipe:read("*a")
  pipe:close()
  local text, status = answer:match("^(.*)\n(%d+)%s*$")
  return tonumber(status) or 0, text or ""
end

-- After the call's end FreeSWITCH hands over what it was as an event, unless told otherwise.
local function variable(name)
  if session then return session:getVariable(name) end
  return env:getHeader("variable_" .. name)
end

local function about_call()
  return string.format('"source":"%s","callId":"%s","from":"%s","to":"%s","direction":"%s"',
    SOURCE, variable("uuid"), digits(variable("caller_id_number")),
    digits(variable("destination_number")),
    variable("tollgate_direction") == "in" and "in" or "out")
end

local function may_open(number)
  for _, pattern in ipairs(OPEN_NUMBERS) do
    if number:match(pattern) then return true end
  end
  return false
end

local function let_through(seconds, id)
  session:setVariable("tollgate_id", id)
  -- Counted from the answer, as the money is.
  session:setVariable("execute_on_answer", "sched_hangup +" .. seconds .. " allotted_timeout")
end

-- Runs when the call is over (see the dialplan): its final record, as the file of records will have it.
if argv and argv[1] == "end" then
  local id = variable("tollgate_id")
  local epoch = tonumber(variable("start_epoch") or "")
  if id and id ~= "" and epoch then
    ask("/call-authorizations/" .. digits(id) .. "/end", string.format('{%s,"startedAt":"%s","durationSeconds":%d}',
      about_call(), os.date("!%Y-%m-%dT%H:%M:%SZ", epoch), tonumber(variable("billsec") or "0") or 0))
  end
  return
end

local number = digits(variable("destination_number"))
if number == "000" or number == "112" or number == "106" then return end

-- The whole call is asked for: a FreeSWITCH dialplan has no clock of its own to ask for more with.
local status, answer = ask("/call-authorizations", "{" .. about_call() .. ',"seconds":7200}')
if status == 200 and answer:match('"allow":true') then
  let_through(answer:match('"maxSeconds":(%d+)'), answer:match('"id":"(%d+)"'))
elseif status == 200 then
  local code = answer:match('"sipCode":(%d+)') or "403"
  local reason = (answer:match('"reason":"([^"\\]*)"') or "Forbidden")
  session:execute("respond", code .. " " .. reason)
elseif (status == 0 or status >= 500 or status == 429) and may_open(number) then
  freeswitch.consoleLog("warning", "Tollgate does not answer: " .. number .. " is called without\n")
  let_through(OPEN_SECONDS, "")
else
  session:execute("respond", "503 Try Again Later")
end
