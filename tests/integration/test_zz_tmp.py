import time
from portal.check import check
async def test_cast(cast, enter):
    assert await check() == []
    t=time.perf_counter()
    maya = await enter("maya")
    r = await maya.get("/home"); assert r.status_code == 200, r.text
    for p in ("/home","/talks",f"/talks/{cast.talk}","/chats","/me","/proposals","/guide","/help-now"):
        r = await maya.get(p); print(p, r.status_code)
    r = await maya.post(f"/talks/{cast.talk}/milestone", {"words":"x","day":"2026-11-20"}, page=f"/talks/{cast.talk}/milestone")
    print(r.status_code, r.headers)
    b = await enter("")
    r = await b.sign_in("maya"); print(r.status_code, r.headers, b.session)
    r = await b.get("/home"); assert "Maya" in r.text; print(time.perf_counter()-t)
async def test_cast2(cast): pass
async def test_cast3(cast): pass
